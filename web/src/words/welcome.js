// SPDX-License-Identifier: Apache-2.0
export default {
    'welcome.head': 'How to begin',
    'welcome.see': 'Open an example to see what an analysis is, or begin a model of your own.',
    'welcome.open': 'Open an example',
    'welcome.new': 'Make a new model',
};
