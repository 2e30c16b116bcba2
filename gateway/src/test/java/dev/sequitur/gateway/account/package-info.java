@NullMarked
package dev.sequitur.gateway.account;

import org.jspecify.annotations.NullMarked;
