// SPDX-License-Identifier: Apache-2.0
/** What stands under Share. */
export const SHARE = ['brief', 'replies', 'compare', 'export'];
