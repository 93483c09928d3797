using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>
/// Decides what becomes of each statement of a foreign script: it is sent as it is, but for statements that would change the target's replication, GTIDs or binary log
/// against the options, and for the names of renamed databases. Statements are known by their tokens, so that no text in the data is taken for one.
/// </summary>
internal sealed class StatementRules(ScriptImportOptions options, ScriptTarget target)
{
    /// <summary>Rows are not gone through for names.</summary>
    private const int HeadTokens = 64;

    private const int AllTokens = 100_000;

    private readonly HashSet<string> _namedBefore = new(StringComparer.Ordinal);

    private bool SetsGtids => options.GtidPurged switch
    {
        GtidPurgedAction.Append => true,
        GtidPurgedAction.Auto => target.HasExecutedNothing,
        _ => false,
    };

    /// <summary>Decides.</summary>
    public StatementVerdict Judge(ReadOnlyMemory<byte> text, ScriptSyntax syntax)
    {
        var head = ScriptTokens.Read(text.Span, syntax, HeadTokens);
        if (IsReplicationControl(head))
            return new StatementVerdict(null) { Warning = "is left out: it would change replication or the binary log of the target, which an import of data leaves alone." };
        if (ReadsLocalFile(head))
            return new StatementVerdict(null) { Refusal = "LOAD DATA LOCAL reads another file of this machine, which a script must not. Import that file by itself." };
        if (Word(head, 0) == "SET" && Word(head, 1) is not ("PASSWORD" or "ROLE" or "DEFAULT" or "RESOURCE" or "TRANSACTION"))
            return JudgeSet(text, head.Count < HeadTokens ? head : ScriptTokens.Read(text.Span, syntax, AllTokens));
        if (options.RenamedDatabases.Count > 0)
            return JudgeNames(text, head, syntax);
        return new StatementVerdict(text) { MayChangeSyntax = Word(head, 0) == "CALL" };
    }

    /// <summary>The statements that steer replication, in today's words and in those of servers before 8.4.</summary>
    private static bool IsReplicationControl(IReadOnlyList<ScriptToken> head) => (Word(head, 0), Word(head, 1)) switch
    {
        ("CHANGE", "MASTER" or "REPLICATION") => true,
        ("RESET", "MASTER" or "SLAVE" or "REPLICA" or "BINARY") => true,
        ("START" or "STOP", "SLAVE" or "REPLICA" or "GROUP_REPLICATION") => true,
        ("PURGE", "MASTER" or "BINARY") => true,
        _ => false,
    };

    private static bool ReadsLocalFile(IReadOnlyList<ScriptToken> head) =>
        Word(head, 0) == "LOAD" && Word(head, 1) is "DATA" or "XML" && head.Skip(2).TakeWhile(token => token.Kind == ScriptTokenKind.Word).Any(token => token.Is("LOCAL"));

    private static string Word(IReadOnlyList<ScriptToken> tokens, int place) =>
        place < tokens.Count && tokens[place].Kind == ScriptTokenKind.Word ? tokens[place].Value.ToUpperInvariant() : "";

    private StatementVerdict JudgeSet(ReadOnlyMemory<byte> text, IReadOnlyList<ScriptToken> tokens)
    {
        var set = new SetStatement(text, tokens);
        var changesSyntax = set.Assignments.Any(one => one.Name is "names" or "character set" or "character_set_client" or "sql_mode");
        var verdict = new StatementVerdict(text) { Set = set, MayChangeSyntax = changesSyntax };
        if (set.Assignments.Any(IsDropped))
        {
            var names = string.Join(" and ", set.Assignments.Where(IsDropped).Select(one => one.Name).Distinct(StringComparer.Ordinal));
            return verdict with { Text = set.Without(IsDropped), Warning = $"does not set {names}: {WhyDropped(names)}" };
        }

        var plus = set.Assignments.Where(one => one.Name == "gtid_purged" && one.ValueFirst < one.End && !tokens[one.ValueFirst].Value.StartsWith('+')).ToList();
        return options.GtidPurged == GtidPurgedAction.Append && plus.Count > 0
            ? verdict with { Text = set.Replace(plus.Select(one => (tokens[one.ValueFirst].Start, tokens[one.ValueFirst].Start, "'+' "))) }
            : verdict;
    }

    /// <summary>
    /// A dump with GTIDs turns the binary log off, because the source's GTIDs stand for its rows. Where these are not set, the rows must be logged, or replicas of
    /// the target would never see them.
    /// </summary>
    private bool IsDropped(ScriptAssignment assignment) => assignment.Name switch
    {
        "gtid_purged" => !SetsGtids,
        "sql_log_bin" => options.SkipBinLog || !SetsGtids,
        _ => false,
    };

    private string WhyDropped(string names)
    {
        if (!names.Contains("gtid_purged", StringComparison.Ordinal))
            return "whether the import goes into the binary log is said by -SkipBinLog.";
        return options.GtidPurged == GtidPurgedAction.Off
            ? "-GtidPurged is Off."
            : "the target has executed transactions already. -GtidPurged Append adds the script's GTID set all the same.";
    }

    private StatementVerdict JudgeNames(ReadOnlyMemory<byte> text, IReadOnlyList<ScriptToken> head, ScriptSyntax syntax)
    {
        var isRows = Word(head, 0) is "INSERT" or "REPLACE" or "UPDATE" or "DELETE" or "LOAD";
        var place = DatabasePlace(head);
        if (place >= 0 && place < head.Count && head[place].IsName && options.RenamedDatabases.TryGetValue(head[place].Value, out var renamed))
        {
            var set = new SetStatement(text, []);
            return new StatementVerdict(set.Replace([(head[place].Start, head[place].End, SqlIdentifier.Quote(renamed))]));
        }

        var tokens = isRows || head.Count < HeadTokens ? head : ScriptTokens.Read(text.Span, syntax, AllTokens);
        var named = tokens.Zip(tokens.Skip(1)).FirstOrDefault(pair => pair.First.IsName && pair.Second.IsSymbol('.') && options.RenamedDatabases.ContainsKey(pair.First.Value)).First.Value;
        return new StatementVerdict(text)
        {
            MayChangeSyntax = Word(head, 0) == "CALL",
            Warning = named is not null && _namedBefore.Add(named)
                ? $"names the database {SqlIdentifier.Quote(named)} itself, and still means it: only USE, CREATE, ALTER and DROP DATABASE are renamed. Further statements that do are not reported."
                : null,
        };
    }

    /// <summary>Where the database's name stands in a statement that creates, alters, drops or chooses one; -1 in any other.</summary>
    private static int DatabasePlace(IReadOnlyList<ScriptToken> head)
    {
        if (Word(head, 0) == "USE")
            return 1;
        if (Word(head, 0) is not ("CREATE" or "DROP" or "ALTER") || Word(head, 1) is not ("DATABASE" or "SCHEMA"))
            return -1;
        var place = 2;
        while (place < head.Count && head[place].IsAny("IF", "NOT", "EXISTS"))
            place++;
        return place;
    }
}
