// SPDX-License-Identifier: Apache-2.0
export default {
    'model.forms': 'Forms',
    'model.text': 'Text',
    'model.views': 'Views of the model',
    'model.errors': { one: '{n} error', other: '{n} errors' },
};
