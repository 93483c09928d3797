using System.Globalization;
using System.Text;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Definitions;

/// <summary>
/// Renders objects as scripts for the mysql client. But for a database's own, each relies on the database being selected, and leaves the session as it found it. A script becomes
/// bytes by <see cref="ScriptText.Encode"/>.
/// </summary>
internal static class DefinitionScript
{
    /// <summary>A database with its character set and encryption. One that is there already stays as it is.</summary>
    public static string OfDatabase(DatabaseDefinition database) =>
        Heading("Database", database.Name) + Frame(SessionFrame.Plain(), $"{AfterWord(database.CreateStatement, "CREATE DATABASE", "IF NOT EXISTS")};\n");

    /// <summary>A table without its rows and triggers. Its parents may come later.</summary>
    public static string OfTable(TableDefinition table) =>
        Heading("Table", table.Name.Name) + Frame(SessionFrame.OfTable(), $"{CreateTableText.Parse(table.CreateStatement).WithoutInheritedCollations()};\n");

    /// <summary>A view.</summary>
    /// <param name="view">The view; what it reads must be there.</param>
    /// <param name="replacesPlaceholder">True when a placeholder stands in its place. It is dropped first, because views of another kind can't be replaced (error 6483).</param>
    public static string OfView(ViewDefinition view, bool replacesPlaceholder) =>
        Heading("View", view.Name.Name)
        + (replacesPlaceholder ? Frame(SessionFrame.Plain(), $"DROP VIEW IF EXISTS {SqlIdentifier.Quote(view.Name.Name)};\n") : "")
        + Frame(SessionFrame.Of(view.Context), $"{Statement(view.CreateStatement, view.Context)};\n");

    /// <summary>A view of the same name and columns that reads nothing, for what needs the view before the view can be made.</summary>
    public static string OfPlaceholder(ViewDefinition view)
    {
        var columns = view.Columns.Count == 0 ? ["1"] : view.Columns;
        var list = string.Join(", ", columns.Select(column => $"1 AS {SqlIdentifier.Quote(column)}"));
        return Heading("Placeholder of the view", view.Name.Name)
            + Frame(SessionFrame.Plain(), $"CREATE VIEW {SqlIdentifier.Quote(view.Name.Name)} AS SELECT {list};\n");
    }

    /// <summary>A function, procedure or library.</summary>
    /// <param name="routine">The routine.</param>
    /// <param name="databaseCollation">The collation that the database has.</param>
    public static string OfRoutine(RoutineDefinition routine, string databaseCollation) =>
        OfProgram(routine.Kind.ToString(), routine.Name.Name, routine.CreateStatement, routine.Context, databaseCollation);

    /// <summary>A trigger. Those of one table go in the catalogue's order.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="databaseCollation">The collation that the database has.</param>
    public static string OfTrigger(TriggerDefinition trigger, string databaseCollation) =>
        OfProgram("Trigger", trigger.Name.Name, trigger.CreateStatement, trigger.Context, databaseCollation);

    /// <summary>An event. Where it is enabled it may run from then on.</summary>
    /// <param name="definition">The event.</param>
    /// <param name="databaseCollation">The collation that the database has.</param>
    public static string OfEvent(EventDefinition definition, string databaseCollation) =>
        OfProgram("Event", definition.Name.Name, definition.CreateStatement, definition.Context, databaseCollation);

    /// <summary>The accounts, all of them before the first grant, because roles are granted to accounts. What is granted on must be there.</summary>
    public static string OfAccounts(IReadOnlyList<AccountDefinition> accounts) => OfAccountCreations(accounts) + OfAccountGrants(accounts);

    /// <summary>The accounts without a right. Those that are there already stay as they are.</summary>
    public static string OfAccountCreations(IReadOnlyList<AccountDefinition> accounts) => accounts.Count == 0
        ? ""
        : Frame(SessionFrame.Plain(), string.Concat(accounts.Select(account => $"{AfterWord(account.CreateStatement, "CREATE USER", "IF NOT EXISTS")};\n")));

    /// <summary>What the accounts are granted, and their default roles.</summary>
    public static string OfAccountGrants(IReadOnlyList<AccountDefinition> accounts)
    {
        var statements = accounts.SelectMany(account => account.Grants).Concat(accounts.Select(account => account.DefaultRoles).OfType<string>()).ToArray();
        return statements.Length == 0 ? "" : Frame(SessionFrame.Plain(), string.Concat(statements.Select(statement => $"{statement};\n")));
    }

    /// <summary>The statements that make histograms anew from the rows that are there, one for all columns of the same kind.</summary>
    /// <param name="table">The table's bare name; its database is selected.</param>
    /// <param name="histograms">The histograms.</param>
    public static IReadOnlyList<string> HistogramStatements(string table, IReadOnlyList<HistogramDefinition> histograms) =>
    [
        .. histograms.GroupBy(histogram => (histogram.Buckets, histogram.IsAutomatic)).Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"ANALYZE TABLE {SqlIdentifier.Quote(table)} UPDATE HISTOGRAM ON {string.Join(", ", group.Select(histogram => SqlIdentifier.Quote(histogram.Column)))} WITH {group.Key.Buckets} BUCKETS{(group.Key.IsAutomatic ? " /*!80400 AUTO UPDATE */" : "")}")),
    ];

    private static string OfProgram(string word, string name, string statement, CreationContext context, string databaseCollation)
    {
        var text = Statement(statement, context);
        var delimiter = ";;";
        while (text.Contains(delimiter, StringComparison.Ordinal))
            delimiter = $"~{delimiter}";

        // On a line of its own: the text may end in a comment, which is part of it.
        var body = $"DELIMITER {delimiter}\n{text}\n{delimiter}\nDELIMITER ;\n";
        return Heading(word, name) + InCollation(context.DatabaseCollation, databaseCollation, Frame(SessionFrame.Of(context), body));
    }

    /// <summary>The server keeps the collation that the database has at the time, for parameters and variables that name none; there is no other way to say it.</summary>
    private static string InCollation(string? wanted, string present, string script) => wanted is null || wanted == present
        ? script
        : $"ALTER DATABASE COLLATE {wanted};\n{script}ALTER DATABASE COLLATE {present};\n";

    private static string Frame(SessionFrame frame, string statements) => frame.Before + statements + frame.After;

    private static string Statement(string text, CreationContext context) => context.StatementHex is { } hex ? ScriptText.Decode(Convert.FromHexString(hex)) : text;

    /// <summary>A comment; a name may hold a line feed.</summary>
    private static string Heading(string word, string name)
    {
        var line = new StringBuilder($"\n-- {word} ");
        foreach (var c in name)
            line.Append(char.IsControl(c) ? '?' : c);
        return line.Append('\n').ToString();
    }

    private static string AfterWord(string statement, string words, string added) =>
        statement.StartsWith($"{words} ", StringComparison.Ordinal) ? $"{words} {added}{statement[words.Length..]}" : throw new ArgumentException($"The statement does not begin with {words}.", nameof(statement));
}
