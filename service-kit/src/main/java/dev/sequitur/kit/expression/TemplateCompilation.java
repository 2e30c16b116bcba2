package dev.sequitur.kit.expression;

import java.util.List;

/** What became of a tree with expressions in it: a template, or all that is wrong with it. */
public sealed interface TemplateCompilation {

  /** The tree is accepted. */
  record Compiled(Template template) implements TemplateCompilation {}

  /** The tree is refused; at least one problem. */
  record Rejected(List<TemplateProblem> problems) implements TemplateCompilation {}
}
