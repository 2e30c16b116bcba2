package dev.sequitur.kit.expression;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-like tree whose strings may hold expressions, as <code>${…}</code>.
 *
 * <p>A string that is one expression becomes its value, of whatever type. In any other string each
 * expression becomes text: a string as it is, a number plainly ({@code 150}, {@code 2.5}), true or
 * false, nothing for null, JSON for a list or a map. <code>$${</code> stands for <code>${</code>.
 * The names of an object's members are not looked at. An object <code>{"secret": "name"}</code> is
 * a reference and passes through as it is.
 *
 * <p>A template has at most 200 expressions, which share the work that one evaluation is allowed.
 * Immutable and safe for use by many threads; rendering never throws.
 */
public final class Template {

  /** The largest result, in bytes of its JSON, approximately. */
  public static final int OUTPUT_LIMIT = 65_536;

  private final TemplateNode root;
  private final SortedSet<String> fields;

  Template(TemplateNode root, SortedSet<String> fields) {
    this.root = root;
    this.fields = Collections.unmodifiableSortedSet(fields);
  }

  /** Compiles a tree of maps, lists and scalars; every problem is reported, with its place. */
  public static TemplateCompilation compile(@Nullable Object tree, Scope scope) {
    return TemplateCompiler.compile(tree, scope);
  }

  /** The paths that its expressions read; see {@link Expression#fields()}. */
  public SortedSet<String> fields() {
    return fields;
  }

  /** Whether there is no expression in it. */
  public boolean isConstant() {
    return root instanceof TemplateNode.Constant;
  }

  /** Renders over the variables of a map. */
  public Rendering render(Map<String, ? extends @Nullable Object> variables) {
    return render(Variables.of(variables));
  }

  /** Renders; the first expression that fails is the result. */
  public Rendering render(Variables variables) {
    return render(new Rendition(variables, false));
  }

  /** Renders leniently over the variables of a map. */
  public Rendering renderLeniently(Map<String, ? extends @Nullable Object> variables) {
    return renderLeniently(Variables.of(variables));
  }

  /**
   * Renders, and leaves out what needs a field that is missing: a member of an object is omitted,
   * an element of a list and the root become null; each is named in the result. A string that is
   * only partly missing is left out as a whole. Any other failure is the result.
   */
  public Rendering renderLeniently(Variables variables) {
    return render(new Rendition(variables, true));
  }

  private Rendering render(Rendition rendition) {
    try {
      Object value = root.render(rendition);
      return new Rendering.Rendered(value == Rendition.UNSET ? null : value, rendition.unset());
    } catch (Rendition.Stopped stopped) {
      return stopped.failure();
    }
  }
}
