using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>Reads one entry of CREATE TABLE.</summary>
internal sealed class TableElementReader
{
    private readonly string _text;
    private readonly IReadOnlyList<SqlToken> _tokens;
    private int _at;

    private TableElementReader(string text)
    {
        _text = text;
        _tokens = SqlTokens.Read(text);
    }

    private SqlToken Current => _at < _tokens.Count ? _tokens[_at] : default;

    /// <summary>Reads an entry.</summary>
    /// <param name="text">Its text, with the blanks around it.</param>
    /// <exception cref="MySqlOpsException">DefinitionInvalid: it begins like an entry that it then is not.</exception>
    public static TableElement Read(string text)
    {
        var begin = text.Length - text.AsSpan().TrimStart().Length;
        var end = Math.Max(text.AsSpan().TrimEnd().Length, begin);
        return new TableElementReader(text[begin..end]).Read() with { Lead = text[..begin], Trail = text[end..] };
    }

    private TableElement Read()
    {
        if (Current.Kind == SqlTokenKind.Name)
            return ReadColumn();
        if (Take("CONSTRAINT"))
        {
            var name = Current.Kind == SqlTokenKind.Name ? TakeName() : "";
            if (Take("FOREIGN"))
                return ReadForeignKey(name);
            if (Take("CHECK"))
                return new CheckElement { Name = name, Text = _text };
        }

        if (Take("CHECK"))
            return new CheckElement { Name = "", Text = _text };
        if (Take("PRIMARY"))
            return ReadIndex(IndexKind.Primary);
        if (Take("UNIQUE"))
            return ReadIndex(IndexKind.Unique);
        if (Take("FULLTEXT"))
            return ReadIndex(IndexKind.FullText);
        if (Take("SPATIAL"))
            return ReadIndex(IndexKind.Spatial);
        if (Take("VECTOR"))
            return ReadIndex(IndexKind.Vector);
        return Current.IsWord("KEY") || Current.IsWord("INDEX") ? ReadIndex(IndexKind.Key) : new TableElement { Text = _text };
    }

    private ColumnElement ReadColumn()
    {
        var words = OuterWords().ToArray();
        return new ColumnElement
        {
            Name = Current.Name,
            IsAutoIncrement = words.Any(token => token.IsWord("AUTO_INCREMENT")),
            IsGenerated = words.Any(token => token.IsWord("GENERATED")),
            Text = _text,
        };
    }

    private IndexElement ReadIndex(IndexKind kind)
    {
        _ = Take("KEY") || Take("INDEX");
        var name = kind == IndexKind.Primary ? "PRIMARY" : Current.Kind == SqlTokenKind.Name ? TakeName() : "";
        while (Current.Kind != SqlTokenKind.None && !Current.IsSymbol('('))
            _at++;
        return new IndexElement { Name = name, Kind = kind, Columns = [.. ReadList().Select(part => part.Kind == SqlTokenKind.Name ? part.Name : null)], Text = _text };
    }

    private ForeignKeyElement ReadForeignKey(string name)
    {
        if (!Take("KEY"))
            throw Invalid();
        if (Current.Kind == SqlTokenKind.Name)
            _at++;
        var columns = ReadNames();
        if (!Take("REFERENCES"))
            throw Invalid();
        var parent = TakeName();
        string? database = null;
        if (Current.IsSymbol('.'))
        {
            _at++;
            (database, parent) = (parent, TakeName());
        }

        var parentColumns = ReadNames();
        return new ForeignKeyElement
        {
            Name = name,
            Columns = columns,
            ReferencedDatabase = database,
            ReferencedTable = parent,
            ReferencedColumns = parentColumns,
            Actions = _text[_tokens[_at - 1].End..].Trim(),
            Text = _text,
        };
    }

    private string[] ReadNames() => [.. ReadList().Select(part => part.Kind == SqlTokenKind.Name ? part.Name : throw Invalid())];

    /// <summary>The first token of each part of a list in parentheses; the position is behind it then.</summary>
    private List<SqlToken> ReadList()
    {
        if (!Current.IsSymbol('('))
            throw Invalid();
        var parts = new List<SqlToken>();
        var depth = 0;
        do
        {
            if (Current.Kind == SqlTokenKind.None)
                throw Invalid();
            if (Current.IsSymbol('(') || Current.Kind == SqlTokenKind.ConditionStart)
                depth++;
            else if (Current.IsSymbol(')') || Current.Kind == SqlTokenKind.ConditionEnd)
                depth--;
            if (depth == 1 && (Current.IsSymbol('(') || Current.IsSymbol(',')) && _at + 1 < _tokens.Count)
                parts.Add(_tokens[_at + 1]);
            _at++;
        }
        while (depth > 0);
        return parts;
    }

    /// <summary>The bare words outside of parentheses.</summary>
    private IEnumerable<SqlToken> OuterWords()
    {
        var depth = 0;
        foreach (var token in _tokens)
        {
            depth += token.IsSymbol('(') ? 1 : token.IsSymbol(')') ? -1 : 0;
            if (depth == 0 && token.Kind == SqlTokenKind.Word)
                yield return token;
        }
    }

    private bool Take(string word)
    {
        if (!Current.IsWord(word))
            return false;
        _at++;
        return true;
    }

    private string TakeName() => Current.Kind == SqlTokenKind.Name ? _tokens[_at++].Name : throw Invalid();

    private MySqlOpsException Invalid() => new(ErrorId.DefinitionInvalid, $"A CREATE TABLE statement has an entry that can't be read: {_text}.", null);
}
