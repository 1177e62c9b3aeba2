// SPDX-License-Identifier: Apache-2.0
export { spoken } from './situations.js';
