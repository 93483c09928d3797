using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>Walks over the tokens of an entry of CREATE TABLE. Version comments count as if their content stood there plainly.</summary>
internal sealed class ElementCursor
{
    private readonly string _text;
    private readonly SqlToken[] _tokens;
    private int _at;

    /// <summary>Stands before the first token.</summary>
    public ElementCursor(string text)
    {
        _text = text;
        _tokens = [.. SqlTokens.Read(text).Where(token => token.Kind is not (SqlTokenKind.ConditionStart or SqlTokenKind.ConditionEnd))];
    }

    /// <summary>The token ahead; none at the end.</summary>
    public SqlToken Current => Ahead(0);

    /// <summary>True when nothing is left.</summary>
    public bool IsAtEnd => _at >= _tokens.Length;

    /// <summary>A token further ahead.</summary>
    public SqlToken Ahead(int count) => _at + count < _tokens.Length ? _tokens[_at + count] : default;

    /// <summary>Takes these words, if they are ahead.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!Ahead(i).IsWord(words[i]))
                return false;
        }

        _at += words.Length;
        return true;
    }

    /// <summary>Takes a sign, if it is ahead.</summary>
    public bool TakeSymbol(char symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;
        _at++;
        return true;
    }

    /// <summary>Takes one token as it stands there.</summary>
    public string TakeText() => IsAtEnd ? "" : _tokens[_at++].Span.ToString();

    /// <summary>Takes a list in parentheses as it stands there; empty when none is ahead.</summary>
    public string TakeParentheses()
    {
        if (!Current.IsSymbol('('))
            return "";
        var (start, depth) = (Current.Start, 0);
        do
        {
            depth += Current.IsSymbol('(') ? 1 : Current.IsSymbol(')') ? -1 : 0;
            _at++;
        }
        while (depth > 0 && !IsAtEnd);
        return _text[start.._tokens[_at - 1].End];
    }

    /// <summary>Takes a value: a literal with its introducer and sign, an expression in parentheses, or a word with parentheses behind it.</summary>
    public string TakeValue()
    {
        var start = Current.Start;
        if (Current.IsSymbol('('))
            return TakeParentheses();
        if (Current.IsSymbol('-') || Current.IsSymbol('+'))
            _at++;
        var isPrefix = Current.Kind == SqlTokenKind.Word && Ahead(1).Kind == SqlTokenKind.Text && (Current.Span[0] == '_' || Current.Length == 1) && Ahead(1).Start == Current.End;
        _at += isPrefix ? 2 : 1;

        // 1.5 is three tokens.
        while (Current.IsSymbol('.') && Current.Start == _tokens[_at - 1].End)
            _at += 2;
        if (Current.IsSymbol('('))
            TakeParentheses();
        return _text[start.._tokens[Math.Min(_at, _tokens.Length) - 1].End];
    }
}
