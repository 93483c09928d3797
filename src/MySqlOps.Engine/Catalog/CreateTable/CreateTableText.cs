using System.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>
/// The text of a CREATE TABLE statement, as SHOW CREATE TABLE gives it, taken apart into its entries. Put together again it is the same text to the last blank. What is
/// not understood is kept as it is.
/// </summary>
internal sealed record CreateTableText
{
    /// <summary>The table's bare name.</summary>
    public required string TableName { get; init; }

    /// <summary>The text up to and with the opening parenthesis.</summary>
    public required string Head { get; init; }

    /// <summary>The entries: columns, indexes, foreign keys, checks.</summary>
    public required IReadOnlyList<TableElement> Elements { get; init; }

    /// <summary>The text from the blanks before the closing parenthesis on: options and partitions.</summary>
    public required string Tail { get; init; }

    /// <summary>The columns, in order.</summary>
    public IEnumerable<ColumnElement> Columns => Elements.OfType<ColumnElement>();

    /// <summary>The indexes, in order.</summary>
    public IEnumerable<IndexElement> Indexes => Elements.OfType<IndexElement>();

    /// <summary>The foreign keys, in order.</summary>
    public IEnumerable<ForeignKeyElement> ForeignKeys => Elements.OfType<ForeignKeyElement>();

    /// <summary>The storage engine that it names; null when it names none.</summary>
    public string? Engine => EngineTokens().Select(token => token.Span.ToString()).FirstOrDefault();

    /// <summary>The general tablespace that it names; null when it names none. The target must have it.</summary>
    public string? Tablespace => Following(Tail, "TABLESPACE").Where(token => token.Kind == SqlTokenKind.Name).Select(token => token.Name).FirstOrDefault();

    /// <summary>The collations that it names, in columns, expressions and options.</summary>
    public IReadOnlySet<string> Collations => Following(ToString(), "COLLATE").Select(Bare).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The character sets that it names, those before texts in expressions (<c>_utf8mb4'x'</c>) among them.</summary>
    public IReadOnlySet<string> CharacterSets
    {
        get
        {
            var text = ToString();
            var tokens = SqlTokens.Read(text);
            var introducers = tokens.Zip(tokens.Skip(1))
                .Where(pair => pair.First.Kind == SqlTokenKind.Word && pair.First.Span[0] == '_' && (pair.Second.Kind == SqlTokenKind.Text || pair.Second.Span.StartsWith("0x")))
                .Select(pair => pair.First.Span[1..].ToString());
            return Following(text, "CHARSET").Concat(Following(text, "SET", after: "CHARACTER")).Select(Bare).Concat(introducers).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
    }

    /// <summary>Reads a statement.</summary>
    /// <param name="statement">What SHOW CREATE TABLE gave.</param>
    /// <exception cref="MySqlOpsException">DefinitionInvalid: it is no CREATE TABLE, or it is cut off.</exception>
    public static CreateTableText Parse(string statement)
    {
        var tokens = SqlTokens.Read(statement);
        var open = tokens.TakeWhile(token => !token.IsSymbol('(')).Count();
        var name = tokens.Take(open).LastOrDefault(token => token.Kind == SqlTokenKind.Name);
        if (open == tokens.Count || name.Kind == SqlTokenKind.None || !tokens[0].IsWord("CREATE"))
            throw Invalid(statement);

        var elements = new List<TableElement>();
        var (depth, start) = (1, tokens[open].End);
        for (var i = open + 1; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.IsSymbol('(') || token.Kind == SqlTokenKind.ConditionStart)
                depth++;
            else if (token.IsSymbol(')') || token.Kind == SqlTokenKind.ConditionEnd)
                depth--;
            if (depth == 0 || (depth == 1 && token.IsSymbol(',')))
            {
                elements.Add(TableElementReader.Read(statement[start..token.Start]));
                if (depth == 0)
                    return Complete(statement, name.Name, tokens[open].End, elements, token.Start);
                start = token.End;
            }
        }

        throw Invalid(statement);
    }

    /// <summary>The same table with another engine, in its options and in those of its partitions. Options that only the old one knows stay.</summary>
    public CreateTableText WithEngine(string engine)
    {
        if (engine.Length == 0 || !engine.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new ArgumentException($"'{engine}' is not the name of a storage engine.", nameof(engine));
        var tail = new StringBuilder(Tail);
        foreach (var token in EngineTokens().Reverse())
            tail.Remove(token.Start, token.Length).Insert(token.Start, engine);
        return this with { Tail = tail.ToString() };
    }

    /// <summary>The same table without its general tablespace: it gets a file of its own, or what the server's innodb_file_per_table says.</summary>
    public CreateTableText WithoutTablespace()
    {
        var tokens = SqlTokens.Read(Tail);
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (!tokens[i].IsWord("TABLESPACE"))
                continue;
            var end = tokens[i + 1].IsSymbol('=') ? i + 2 : i + 1;
            if (end >= tokens.Count || tokens[end].Kind != SqlTokenKind.Name)
                continue;
            var isAlone = i > 0 && tokens[i - 1].Kind == SqlTokenKind.ConditionStart && end + 1 < tokens.Count && tokens[end + 1].Kind == SqlTokenKind.ConditionEnd;
            var (first, last) = isAlone ? (i - 1, end + 1) : (i, end);
            return this with { Tail = Tail[..(first > 0 ? tokens[first - 1].End : tokens[first].Start)] + Tail[tokens[last].End..] };
        }

        return this;
    }

    /// <summary>The same table with the parents of its foreign keys in other databases, where they are named with theirs.</summary>
    /// <param name="newNames">New names by old.</param>
    public CreateTableText WithDatabases(IReadOnlyDictionary<string, string> newNames) => this with
    {
        Elements =
        [
            .. Elements.Select(element => element is ForeignKeyElement { ReferencedDatabase: { } database } key && newNames.TryGetValue(database, out var newName)
                ? key.WithReferencedDatabase(newName)
                : element),
        ],
    };

    /// <summary>
    /// The same table without the collations of columns that are the table's own. The server prints one alone, without a character set, where nobody wrote it and it is not its
    /// set's default; written, it would come out with the set from then on (seen on 9.7.4).
    /// </summary>
    public CreateTableText WithoutInheritedCollations()
    {
        var inherited = Following(Tail, "COLLATE").Select(Bare).FirstOrDefault();
        return inherited is null ? this : this with { Elements = [.. Elements.Select(element => element is ColumnElement column ? WithoutCollation(column, inherited) : element)] };
    }

    /// <inheritdoc cref="LoadSplitter"/>
    public LoadSplit SplitForLoad() => LoadSplitter.Split(this);

    /// <summary>The statement.</summary>
    public override string ToString() => $"{Head}{string.Join(",", Elements.Select(element => element.Lead + element.Text + element.Trail))}{Tail}";

    private static ColumnElement WithoutCollation(ColumnElement column, string collation)
    {
        var tokens = SqlTokens.Read(column.Text);
        var depth = 0;
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            depth += tokens[i].IsSymbol('(') ? 1 : tokens[i].IsSymbol(')') ? -1 : 0;
            if (depth == 0 && tokens[i].IsWord("CHARACTER"))
                return column;
            if (depth == 0 && tokens[i].IsWord("COLLATE") && tokens[i + 1].IsWord(collation))
                return column with { Text = column.Text[..tokens[i - 1].End] + column.Text[tokens[i + 1].End..] };
        }

        return column;
    }

    /// <summary>The blanks before the closing parenthesis go with it, so that the last entry can be left out.</summary>
    private static CreateTableText Complete(string statement, string name, int bodyStart, List<TableElement> elements, int bodyEnd)
    {
        var last = elements[^1];
        var newline = Math.Max(last.Trail.IndexOf('\n', StringComparison.Ordinal), 0);
        elements[^1] = last with { Trail = last.Trail[..newline] };
        return new CreateTableText { TableName = name, Head = statement[..bodyStart], Elements = elements, Tail = last.Trail[newline..] + statement[bodyEnd..] };
    }

    private static string Bare(SqlToken token) => token.Kind == SqlTokenKind.Name ? token.Name : token.Span.ToString();

    /// <summary>What follows a bare word, with or without an equals sign between.</summary>
    /// <param name="text">Where.</param>
    /// <param name="word">The word.</param>
    /// <param name="after">What must stand before it; null for anything.</param>
    private static IEnumerable<SqlToken> Following(string text, string word, string? after = null)
    {
        var tokens = SqlTokens.Read(text);
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            var next = tokens[i + 1].IsSymbol('=') && i + 2 < tokens.Count ? tokens[i + 2] : tokens[i + 1];
            if (tokens[i].IsWord(word) && (after is null || (i > 0 && tokens[i - 1].IsWord(after))) && next.Kind is SqlTokenKind.Word or SqlTokenKind.Name)
                yield return next;
        }
    }

    private static MySqlOpsException Invalid(string statement) =>
        new(ErrorId.DefinitionInvalid, $"A CREATE TABLE statement can't be read: {statement[..Math.Min(200, statement.Length)]}", null);

    private IEnumerable<SqlToken> EngineTokens() => Following(Tail, "ENGINE").Where(token => token.Kind == SqlTokenKind.Word);
}
