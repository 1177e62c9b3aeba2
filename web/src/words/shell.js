// SPDX-License-Identifier: Apache-2.0
export default {
    'shell.skip': 'Skip to the results',
    'shell.parties': { one: '{n} party', other: '{n} parties' },
    'shell.situations': { one: '{n} situation', other: '{n} situations' },
};
