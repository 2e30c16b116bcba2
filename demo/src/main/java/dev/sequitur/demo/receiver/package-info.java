/** What the samples call: HTTP, mail and a topic, and a page that shows it all. */
@NullMarked
package dev.sequitur.demo.receiver;

import org.jspecify.annotations.NullMarked;
