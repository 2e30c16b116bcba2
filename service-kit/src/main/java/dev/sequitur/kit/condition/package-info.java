/**
 * Conditions as trees, for people and their tools, and as text of the Common Expression Language.
 *
 * <p>A tree becomes canonical text, and text a tree: what the tree has a word for comes back as it
 * was, the rest is a leaf of text. All of it is pure, and works on the language's syntax tree.
 */
@NullMarked
package dev.sequitur.kit.condition;

import org.jspecify.annotations.NullMarked;
