// SPDX-License-Identifier: Apache-2.0
export default {
    'situations.head': 'Situations',
    'situations.list': 'List',
    'situations.stability': 'Stability',
    'situations.tableau': 'Tableau',
    'situations.graph': 'Graph',
    'situations.rankings': 'Rankings',
    'situations.see.rankings': 'Each party’s situations from best to worst, and what splits two places.',
    'situations.see.list': 'Each situation, what it is made of, and whether it holds.',
    'situations.see.stability': 'Who stays in each situation, and who would move.',
    'situations.see.tableau': 'The same verdicts as the literature writes them, for at most 60 situations.',
    'situations.see.graph': 'Which party can lead from where to where.',
};
