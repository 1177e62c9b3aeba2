// SPDX-License-Identifier: Apache-2.0
import './words/index.js'; // first: prose stands together, apart from code (gzip finds more)
import { render } from 'preact';
import './style.css'; // first: styles of places build on it
import './style/model.css';
import './style/findings.css';
import './style/share.css';
import { App } from './app.jsx';
import './shell/theme.js';

render(<App />, document.getElementById('app'));
