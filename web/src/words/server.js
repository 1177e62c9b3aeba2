// SPDX-License-Identifier: Apache-2.0
// With a server nothing is said otherwise; words/inside.js is the other one (#words).
export default {};
