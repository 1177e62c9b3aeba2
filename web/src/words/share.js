// SPDX-License-Identifier: Apache-2.0
export default {
    'share.head': 'Share',
    'share.brief': 'Brief',
    'share.compare': 'Compare',
    'share.see.brief': 'What readers are given, and what they reply.',
    'share.see.compare': 'What holds here and not there, and which lines make the difference.',
};
