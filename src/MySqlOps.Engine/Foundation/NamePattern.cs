using System.Text;

namespace MySqlOps.Engine.Foundation;

/// <summary>A name with PowerShell's wildcards: <c>*</c>, <c>?</c>, <c>[a-z]</c>, and a backtick before a character that is meant itself.</summary>
public sealed class NamePattern
{
    /// <summary>What the name's characters may be, one after another, each a set of ranges; null for any text.</summary>
    private readonly List<(char From, char To)[]?> _elements = [];
    private readonly string _text;
    private readonly bool _ignoreCase;

    /// <summary>Reads a pattern. Every text is one: a bracket without its partner is meant itself.</summary>
    /// <param name="text">A name or a pattern.</param>
    /// <param name="ignoreCase">True where the server folds the case of such names.</param>
    public NamePattern(string text, bool ignoreCase)
    {
        _ignoreCase = ignoreCase;
        var name = new StringBuilder(text.Length);
        IsName = true;
        for (var i = 0; i < text.Length; i++)
        {
            var setEnd = text[i] == '[' ? FindSetEnd(text, i) : -1;
            if (text[i] == '*')
            {
                _elements.Add(null);
                IsName = false;
            }
            else if (text[i] == '?')
            {
                _elements.Add([(char.MinValue, char.MaxValue)]);
                IsName = false;
            }
            else if (setEnd > 0)
            {
                _elements.Add([.. ReadSet(text[(i + 1)..setEnd])]);
                IsName = false;
                i = setEnd;
            }
            else
            {
                var character = ReadCharacter(text, ref i);
                _elements.Add([(character, character)]);
                name.Append(character);
            }
        }

        _text = IsName ? name.ToString() : text;
    }

    /// <summary>The pattern that fits this very name.</summary>
    public static string Escape(string name) => string.Concat(name.Select(static character => character is '`' or '*' or '?' or '[' or ']' ? $"`{character}" : character.ToString()));

    /// <summary>True when the pattern is one plain name.</summary>
    public bool IsName { get; }

    /// <summary>The plain name, without backticks; only meaningful when <see cref="IsName"/>.</summary>
    public string Name => _text;

    /// <summary>True when the name fits the pattern, from its first to its last character.</summary>
    /// <param name="name">The name to try.</param>
    public bool Matches(string name)
    {
        if (IsName)
            return string.Equals(_text, name, _ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

        // Only the last star is gone back to: what an earlier one could take more, the last takes as well.
        var (element, at, star, starTo) = (0, 0, -1, 0);
        while (at < name.Length)
        {
            if (element < _elements.Count && _elements[element] is null)
                (star, starTo) = (element++, at);
            else if (element < _elements.Count && Accepts(_elements[element]!, name[at]))
                (element, at) = (element + 1, at + 1);
            else if (star >= 0)
                (element, at) = (star + 1, ++starTo);
            else
                return false;
        }

        return _elements.Skip(element).All(static ranges => ranges is null);
    }

    /// <inheritdoc />
    public override string ToString() => _text;

    /// <summary>Where the bracket is closed; -1 when it is not, or at once.</summary>
    private static int FindSetEnd(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == ']')
                return i > start + 1 ? i : -1;
            _ = ReadCharacter(text, ref i);
        }

        return -1;
    }

    /// <summary>The inside of a bracket: single characters and ranges. A range that runs backwards matches its two ends only.</summary>
    private static IEnumerable<(char From, char To)> ReadSet(string inside)
    {
        for (var i = 0; i < inside.Length; i++)
        {
            var from = ReadCharacter(inside, ref i);
            var to = from;
            if (i + 2 < inside.Length && inside[i + 1] == '-')
            {
                i += 2;
                to = ReadCharacter(inside, ref i);
            }

            yield return (from, to < from ? from : to);
            if (to < from)
                yield return (to, to);
        }
    }

    /// <summary>The character there, or the one that the backtick there stands before; then the position is that one's.</summary>
    private static char ReadCharacter(string text, ref int position)
    {
        if (text[position] == '`' && position + 1 < text.Length)
            position++;
        return text[position];
    }

    private bool Accepts((char From, char To)[] ranges, char character) =>
        Holds(ranges, character)
        || (_ignoreCase && (Holds(ranges, char.ToUpperInvariant(character)) || Holds(ranges, char.ToLowerInvariant(character))));

    private static bool Holds((char From, char To)[] ranges, char character) =>
        Array.Exists(ranges, range => range.From <= character && character <= range.To);
}
