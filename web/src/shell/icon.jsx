// SPDX-License-Identifier: Apache-2.0
const PATHS = {
    model: 'M4 4h16v16H4zM9 4v16M12 8h5M12 12h5M12 16h5',
    findings: 'M4 5h16M4 10h12M4 15h16M4 20h9',
    situations: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
    ways: 'M6 21V11a4 4 0 0 1 4-4h8M14 3l4 4-4 4',
    doubts: 'M3 19l5-7 4 4 5-9 4 7M3 21h18',
    share: 'M18 5a2 2 0 1 0 .01 0zM6 12a2 2 0 1 0 .01 0zM18 19a2 2 0 1 0 .01 0zM8 13l8-5M8 15l8 5',
    undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
    redo: 'M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
    find: 'M10 4a6 6 0 1 0 .01 0zM15 15l6 6',
    system: 'M3 5h18v11H3zM8 20h8M12 16v4',
    light: 'M12 8a4 4 0 1 0 .01 0zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4' +
        'M17.6 6.4L19 5',
    dark: 'M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10z',
    help: 'M12 3a9 9 0 1 0 .01 0zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17v.5',
    close: 'M6 6l12 12M18 6L6 18',
};

/** A drawing that says nothing by itself: a word stands beside it or in the label of its button. */
export const Icon = ({ name }) => (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={PATHS[name]} /></svg>
);
