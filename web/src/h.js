// SPDX-License-Identifier: Apache-2.0
// What JSX is made into; every file has it (build.mjs).
import './words/index.js'; // first: prose stands together, apart from code (gzip finds more)
export { Fragment, h } from 'preact';
