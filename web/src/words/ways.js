// SPDX-License-Identifier: Apache-2.0
export default {
    'ways.head': 'Ways & deals',
    'ways.ways': 'Ways',
    'ways.deals': 'Deals',
    'ways.more': 'More questions',
    'ways.see.ways': 'Which steps lead from today to a situation. A way says what is possible; it is no forecast.',
    'ways.see.deals': 'What all could accept, whether it lasts, and who would leave it.',
    'ways.see.more': 'Every other question that can be asked of a model.',
};
