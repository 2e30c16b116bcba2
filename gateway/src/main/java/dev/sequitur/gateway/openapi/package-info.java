/** The API's description: one OpenAPI document of all services, and a page to try it on. */
@NullMarked
package dev.sequitur.gateway.openapi;

import org.jspecify.annotations.NullMarked;
