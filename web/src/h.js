// SPDX-License-Identifier: Apache-2.0
// What JSX is made into; every file has it (build.mjs).
export { Fragment, h } from 'preact';
