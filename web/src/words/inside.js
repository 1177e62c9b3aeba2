// SPDX-License-Identifier: Apache-2.0
// Where the engine is in the page: what only that page says, and what it says otherwise than with a server.
export default {
    'inside.kept': 'all models, versions and replies: kept by this browser, for pages opened from files. Browsers '
        + 'may clear it, and a private window forgets it. A file keeps it for good, with the addresses of those who '
        + 'replied.',
    'inside.lost': 'This browser keeps nothing here: what you save ends with this page. Save it as a file.',
    'inside.save': 'Save everything as a file',
    'inside.open': 'Open such a file',
    'inside.unread': '{name} is no file with everything of a workbench.',
    'inside.known': 'Everything in this file is here already.',
    'inside.taken.models': {
        one: '{n} model is here now that was not.', other: '{n} models are here now that were not.',
    },
    'inside.taken.restored': { one: '{n} model is back from the bin.', other: '{n} models are back from the bin.' },
    'inside.taken.replies': { one: '{n} reply is new here.', other: '{n} replies are new here.' },
    'inside.taken.runs': { one: '{n} run is new here.', other: '{n} runs are new here.' },
    'shell.jobs.see': 'Work that takes longer is listed here with its answer. It ends when this page is closed.',
    'share.replies.none': 'No replies yet. The form at the end of the brief makes a file: ask readers for it, and '
        + 'open it here.',
    'share.brief.token': 'The brief could not be written.',
};
