package dev.sequitur.kit.expression;

/**
 * One reason why a template is not accepted.
 *
 * @param pointer the JSON Pointer of the string, from the template's root
 * @param code the name of an {@link ExpressionCode}
 * @param detail a sentence for the author of the template
 * @param line from 1, within the expression
 * @param column from 1, within the expression
 */
public record TemplateProblem(String pointer, String code, String detail, int line, int column) {}
