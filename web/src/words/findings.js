// SPDX-License-Identifier: Apache-2.0
export default {
    'findings.head': 'Findings',
    'findings.outcomes': 'Outcomes',
};
