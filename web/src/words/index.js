// SPDX-License-Identifier: Apache-2.0
// Every text of the page under its key. In a page that is built, keys that the code names whole are numbers (../
// words.mjs).
import own from '#words';
import doubts from './doubts.js';
import findings from './findings.js';
import model from './model.js';
import share from './share.js';
import shell from './shell.js';
import situations from './situations.js';
import terms from './terms.js';
import ways from './ways.js';
import welcome from './welcome.js';

export const WORDS = { shell, findings, situations, ways, doubts, share, model, welcome, terms };
export const catalogue = Object.assign({}, ...Object.values(WORDS), own);
