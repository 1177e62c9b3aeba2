// SPDX-License-Identifier: Apache-2.0
// In a page that is one file nothing comes later.
import * as parts from '../later.js';

/** A function, so that modules that import each other can call it while they are read. */
export function later(name) {
    return (props) => {
        const Part = parts[name];
        return <Part {...props} />;
    };
}
