// SPDX-License-Identifier: Apache-2.0
// In a page that is one file nothing comes later.
import * as parts from '../later.js';

export const later = (name) => (props) => {
    const Part = parts[name];
    return <Part {...props} />;
};
