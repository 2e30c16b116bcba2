/** Holds the manifests of this folder, the Compose file and the catalogue against each other. */
@NullMarked
package dev.sequitur.k8s;

import org.jspecify.annotations.NullMarked;
