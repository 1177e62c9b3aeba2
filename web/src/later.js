// SPDX-License-Identifier: Apache-2.0
// What the first findings do not need (#later).
import './app.jsx'; // all that is there by then is one script
export { Register } from './doubts/register.jsx';
export { Model } from './model/index.jsx';
export { Share } from './share/index.jsx';
export { Ready } from './ways/ready.jsx';
export { Article } from './welcome/article.jsx';
