@NullMarked
package dev.sequitur.gateway.audit.domain;

import org.jspecify.annotations.NullMarked;
