/** Where calls may go: each address is checked, and the checked address is the one connected to. */
@NullMarked
package dev.sequitur.kit.egress;

import org.jspecify.annotations.NullMarked;
