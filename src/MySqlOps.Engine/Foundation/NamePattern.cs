using System.Text;
using System.Text.RegularExpressions;

namespace MySqlOps.Engine.Foundation;

/// <summary>A name with PowerShell's wildcards: <c>*</c>, <c>?</c>, <c>[a-z]</c>, and a backtick before a character that is meant itself.</summary>
public sealed class NamePattern
{
    private readonly Regex? _expression;
    private readonly string _text;
    private readonly StringComparison _comparison;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">A name or a pattern.</param>
    /// <param name="ignoreCase">True where the server folds the case of such names.</param>
    public NamePattern(string text, bool ignoreCase)
    {
        _text = Unescape(text);
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (HasWildcards(text))
        {
            var options = RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking;
            _expression = new Regex(Translate(text), ignoreCase ? options | RegexOptions.IgnoreCase : options, Regex.InfiniteMatchTimeout);
        }
    }

    /// <summary>True when the pattern is one plain name.</summary>
    public bool IsName => _expression is null;

    /// <summary>The plain name, without backticks; only meaningful when <see cref="IsName"/>.</summary>
    public string Name => _text;

    /// <summary>True when the name fits the pattern, from its first to its last character.</summary>
    /// <param name="name">The name to try.</param>
    public bool Matches(string name) => _expression?.IsMatch(name) ?? string.Equals(_text, name, _comparison);

    /// <inheritdoc />
    public override string ToString() => _text;

    private static bool HasWildcards(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '`')
                i++;
            else if (text[i] is '*' or '?' || (text[i] == '[' && text.IndexOf(']', i + 1) > i + 1))
                return true;
        }

        return false;
    }

    private static string Unescape(string text)
    {
        var name = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '`' && i + 1 < text.Length)
                i++;
            name.Append(text[i]);
        }

        return name.ToString();
    }

    private static string Translate(string text)
    {
        var expression = new StringBuilder(@"\A");
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '[' ? text.IndexOf(']', i + 1) : -1;
            if (text[i] == '`' && i + 1 < text.Length)
                expression.Append(Regex.Escape(text[++i].ToString()));
            else if (text[i] == '*')
                expression.Append(".*");
            else if (text[i] == '?')
                expression.Append('.');
            else if (end > i + 1)
                expression.Append(TranslateSet(text[(i + 1)..(i = end)]));
            else
                expression.Append(Regex.Escape(text[i].ToString()));
        }

        return expression.Append(@"\z").ToString();
    }

    /// <summary>The inside of a bracket: single characters and ranges. A range that runs backwards matches its two ends only.</summary>
    private static string TranslateSet(string inside)
    {
        var set = new StringBuilder("[");
        for (var i = 0; i < inside.Length; i++)
        {
            if (i + 2 < inside.Length && inside[i + 1] == '-' && inside[i] <= inside[i + 2])
            {
                set.Append(InSet(inside[i])).Append('-').Append(InSet(inside[i + 2]));
                i += 2;
            }
            else
            {
                set.Append(InSet(inside[i]));
            }
        }

        return set.Append(']').ToString();
    }

    private static string InSet(char character) => $@"\u{(int)character:X4}";
}
