// SPDX-License-Identifier: Apache-2.0
// Light, dark, or as the system has it. The choice is kept in this browser.
const KEPT = 'truce.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
export const THEMES = ['system', 'light', 'dark'];

export const themeNow = () => THEMES.find((theme) => theme === localStorage.getItem(KEPT)) ?? THEMES[0];

function apply() {
    const theme = themeNow();
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
}

export function setTheme(theme) {
    localStorage.setItem(KEPT, theme);
    apply();
}

dark.addEventListener('change', apply);
apply();
