// SPDX-License-Identifier: Apache-2.0
// Shares of readings, and probabilities, as numbers and as dots on a line.

export const percent = (share) => share > 0 && share < 0.005 ? '<1' : share < 1 && share > 0.995 ? '>99'
    : `${Math.round(100 * share)}`;

/** "62–66"; one number where both are told alike. */
export const interval = (low, high) =>
    percent(low) === percent(high) ? percent(low) : `${percent(low)}–${percent(high)}`;

/** A dot on a line from none to all; `other`: an open ring that it is compared with. */
export const Dots = ({ share, low = share, high = share, other }) => (
    <svg class="dots" viewBox="0 0 212 16" aria-hidden="true">
        <path d="M6 8H206" class="line" /><path d="M106 3V13" class="half" />
        <path d={`M${6 + 200 * Math.min(low, other ?? low)} 8H${6 + 200 * Math.max(high, other ?? high)}`}
              class="between" />
        {other !== undefined && <circle cx={6 + 200 * other} cy="8" r="5" class="ring" />}
        <circle cx={6 + 200 * share} cy="8" r="5" class="full" />
    </svg>
);
