package dev.sequitur.rule.matching.domain;

import dev.sequitur.kit.expression.Rendering;
import dev.sequitur.kit.expression.Template;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.rule.matching.domain.index.FieldPath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of an action; rendered once and for all where no expression is in them. */
public final class ArgumentTemplate {

  private final Template template;
  private final @Nullable Rendering constant;
  private final List<List<String>> fields;

  private ArgumentTemplate(Template template, @Nullable Rendering constant) {
    this.template = template;
    this.constant = constant;
    this.fields =
        template.fields().stream()
            .map(FieldPath::parse)
            .filter(path -> path.variable().equals("data"))
            .map(FieldPath::names)
            .toList();
  }

  /** The fields of the data that its expressions read, each by its names. */
  List<List<String>> fields() {
    return fields;
  }

  public static ArgumentTemplate of(Template template) {
    return new ArgumentTemplate(template, template.isConstant() ? rendered(template) : null);
  }

  /** Arguments, or why there are none: they are larger or deeper than a command can carry. */
  Rendering render(Variables variables) {
    if (constant != null) {
      return constant;
    }
    var rendering = template.render(variables);
    return rendering instanceof Rendering.Rendered(var value, _)
        ? WireLimits.checked(rendering, value)
        : rendering;
  }

  /** Why these arguments can never be rendered, whatever the event is; null if they can. */
  public Rendering.@Nullable Failed certainFailure() {
    return constant instanceof Rendering.Failed failed ? failed : null;
  }

  private static Rendering rendered(Template template) {
    var rendering = template.render(Map.of());
    return rendering instanceof Rendering.Rendered(var value, _)
        ? WireLimits.checked(rendering, value)
        : rendering;
  }
}
