using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Objects;

/// <summary>CREATE of a view, routine, trigger or event, as the server prints it, up to where its own text begins.</summary>
internal sealed class ProgramStatement
{
    private readonly string _text;
    private readonly SqlToken[] _tokens;
    private readonly int _keyword;

    /// <summary>Reads a statement.</summary>
    public ProgramStatement(string text)
    {
        _text = text;
        _tokens = [.. SqlTokens.ReadScript(text)];
        _keyword = Array.FindIndex(_tokens, token => token.Kind == SqlTokenKind.Word && token.Span.ToString().ToUpperInvariant() is "VIEW" or "FUNCTION" or "PROCEDURE" or "LIBRARY" or "TRIGGER" or "EVENT");
    }

    /// <summary>The account behind DEFINER, as it stands there; null when there is none.</summary>
    public string? Definer => DefinerSpan() is var (start, end) ? _text[start..end] : null;

    /// <summary>The words between the security and VIEW: a plain view has none, one of another kind can't be replaced by it (error 6483).</summary>
    public string ViewKind
    {
        get
        {
            var words = _tokens.Take(_keyword).Where(token => token.Kind == SqlTokenKind.Word).Select(token => token.Span.ToString().ToUpperInvariant()).ToList();
            var after = words.LastIndexOf("SECURITY");
            return after < 0 ? "" : string.Join(' ', words.Skip(after + 2));
        }
    }

    /// <summary>The event of a trigger with its timing, as <c>BEFORE INSERT</c>.</summary>
    public string Moment => _keyword + 3 < _tokens.Length ? string.Join(' ', _tokens.SkipWhile(token => !token.IsWord("BEFORE") && !token.IsWord("AFTER")).Take(2).Select(token => token.Span.ToString().ToUpperInvariant())) : "";

    /// <summary>The statement with its own name, and a trigger's table, qualified.</summary>
    public string Qualify(string database, string name, string? table)
    {
        if (_keyword < 0)
            return _text;
        var on = table is null ? -1 : Array.FindIndex(_tokens, _keyword + 2, token => token.IsWord("ON"));
        var text = on < 0 ? _text : Replace(_text, on + 1, SqlIdentifier.Quote(database, table!));
        return Replace(text, _keyword + 1, SqlIdentifier.Quote(database, name));
    }

    /// <summary>The statement with another definer.</summary>
    public string WithDefiner(string definer) => DefinerSpan() is var (start, end) ? _text[..start] + definer + _text[end..] : _text;

    /// <summary>The statement without its comment.</summary>
    public string WithoutComment()
    {
        var stop = Array.FindIndex(_tokens, token => token.IsWord("BEGIN") || token.IsWord("DO") || token.IsWord("RETURN") || token.IsWord("AS"));
        for (var i = 0; i + 1 < (stop < 0 ? _tokens.Length : stop); i++)
        {
            if (_tokens[i].IsWord("COMMENT") && _tokens[i + 1].Kind == SqlTokenKind.Text)
                return _text[.._tokens[i].Start].TrimEnd() + _text[_tokens[i + 1].End..];
        }

        return _text;
    }

    /// <summary>The trigger with a place among others: FOLLOWS or PRECEDES.</summary>
    public string WithPlace(string place)
    {
        var row = Array.FindIndex(_tokens, token => token.IsWord("ROW"));
        return row < 0 ? _text : $"{_text[.._tokens[row].End]} {place}{_text[_tokens[row].End..]}";
    }

    /// <summary>The view, so that it takes the place of another.</summary>
    public string OrReplace() => $"CREATE OR REPLACE{_text["CREATE".Length..]}";

    /// <summary>Puts a name in the place of another that may be qualified.</summary>
    private string Replace(string text, int at, string name)
    {
        if (at >= _tokens.Length)
            return text;
        var last = at + 2 < _tokens.Length && _tokens[at + 1].IsSymbol('.') ? at + 2 : at;
        return text[.._tokens[at].Start] + name + text[_tokens[last].End..];
    }

    private (int Start, int End)? DefinerSpan()
    {
        var at = Array.FindIndex(_tokens, token => token.IsWord("DEFINER"));
        if (at < 0 || at > _keyword || at + 4 >= _tokens.Length)
            return null;
        var last = _tokens[at + 3].IsSymbol('@') ? at + 4 : at + 2;
        return (_tokens[at + 2].Start, _tokens[last].End);
    }
}
