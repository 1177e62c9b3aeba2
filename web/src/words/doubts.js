// SPDX-License-Identifier: Apache-2.0
export default {
    'doubts.head': 'Doubts & outlook',
    'doubts.robustness': 'Robustness',
    'doubts.outlook': 'Outlook',
    'doubts.see.robustness': 'How far each conclusion rests on what nobody knows for certain.',
    'doubts.see.outlook': 'Where the conflict may stand later, under several assumptions.',
};
