/**
 * Rules made of templates: read from this service's own files, given parameters, saved as drafts.
 */
@NullMarked
package dev.sequitur.rule.template;

import org.jspecify.annotations.NullMarked;
