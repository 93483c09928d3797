using System.Globalization;
using System.Text;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Compare;

namespace MySqlOps.Cmdlets.Compare;

/// <summary>How a difference looks in a console: what it is of, what the target has in red and what the source has in green, and the SQL. PowerShell leaves the colours out where none are wanted.</summary>
public static class DifferenceText
{
    private const int LongestLine = 240;
    private const int Before = 40;
    private const string Red = "\e[31m";
    private const string Green = "\e[32m";
    private const string Bold = "\e[1m";
    private const string Faint = "\e[2m";
    private const string Warning = "\e[33m";
    private const string Reset = "\e[0m";

    /// <summary>The text of a difference, or of the summary that ends a comparison.</summary>
    /// <param name="value">A MySqlDifference or a MySqlComparison.</param>
    public static string Format(object? value) => value switch
    {
        MySqlDifference difference => Format(difference),
        MySqlComparison comparison => Format(comparison),
        _ => "",
    };

    private static string Format(MySqlDifference found)
    {
        var text = new StringBuilder();
        text.Append(Bold).Append(Title(found)).Append(Reset).Append('\n');
        var (ours, theirs) = Excerpts(found.SourceValue, found.TargetValue);
        Append(text, '-', Red, theirs);
        Append(text, '+', Green, ours);
        if (found.Unsupported is { } reason)
            text.Append("    ").Append(Warning).Append(reason).Append(Reset).Append('\n');
        if (found is { Key: null, ObjectType: ComparedObject.Database or ComparedObject.Table or ComparedObject.Account })
            AppendLines(text, "    ", Faint, found.Sql.TrimEnd());
        if (found.Destroys is { } destroys)
            text.Append("    ").Append(Warning).Append("Destructive: ").Append(destroys).Append(Reset).Append('\n');
        if (found.Cost != ChangeCost.None)
            text.Append("    ").Append(Faint).Append("Cost: ").Append(found.Cost).Append(Reset).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    private static string Format(MySqlComparison comparison)
    {
        var text = new StringBuilder();
        text.Append(Bold).Append(comparison.IsEqual ? "Equal" : "Not equal").Append(Reset).Append(CultureInfo.CurrentCulture, $": {comparison.Source} and {comparison.Target}\n");
        text.Append(CultureInfo.CurrentCulture, $"  Definitions: {comparison.Objects:N0} objects, {comparison.DefinitionDifferences:N0} differences\n");
        text.Append(CultureInfo.CurrentCulture, $"  Rows: {comparison.Rows:N0} in {comparison.Tables:N0} tables, {comparison.RowDifferences:N0} differences, {ByteSize.Format(comparison.BytesRead)} read\n");
        if (comparison.Settled > 0)
            text.Append(CultureInfo.CurrentCulture, $"  {comparison.Settled:N0} rows came out equal when the replica had caught up\n");
        foreach (var skipped in comparison.Skipped)
            AppendLines(text, "  Skipped: ", Warning, $"{skipped.Name}: {skipped.Reason}");
        foreach (var note in comparison.Notes)
            AppendLines(text, "  ", Faint, note);
        return text.Append(CultureInfo.CurrentCulture, $"  Elapsed: {ElapsedTime.Format(comparison.Elapsed)}").ToString();
    }

    private static string Title(MySqlDifference found)
    {
        var name = found.Database.Length == 0 || found.ObjectType == ComparedObject.Database ? found.Name : $"{found.Database}.{found.Name}";
        var place = found.Key ?? found.Property;
        var what = found.Kind switch
        {
            DifferenceKind.MissingOnTarget => " is missing on the target",
            DifferenceKind.MissingOnSource => " is missing on the source",
            DifferenceKind.RowMissing => Times(found, " is missing on the target"),
            DifferenceKind.RowExtra => Times(found, " is missing on the source"),
            _ => "",
        };
        return $"{(found.Key is null ? found.ObjectType.ToString() : "Row of")} {name}{(place is null ? "" : $": {Shorten(place)}")}{what}";
    }

    /// <summary>Of two long lines that begin alike, the part where they part.</summary>
    private static (string? Source, string? Target) Excerpts(string? source, string? target)
    {
        if (source is null || target is null || Math.Max(source.Length, target.Length) <= LongestLine || source.Contains('\n', StringComparison.Ordinal))
            return (source, target);
        var same = source.AsSpan().CommonPrefixLength(target);
        var start = Math.Max(0, same - Before);
        return start == 0 ? (source, target) : ($"...{source[start..]}", $"...{target[start..]}");
    }

    private static string Times(MySqlDifference found, string what) => found.Count == 1 ? what : $"{what}, {found.Count} times";

    private static void Append(StringBuilder text, char sign, string colour, string? value)
    {
        if (value is not null)
            AppendLines(text, $"  {sign} ", colour, value);
    }

    private static void AppendLines(StringBuilder text, string lead, string colour, string value)
    {
        foreach (var line in value.ReplaceLineEndings("\n").Split('\n'))
            text.Append(colour).Append(lead).Append(Shorten(line)).Append(Reset).Append('\n');
    }

    private static string Shorten(string line) => line.Length <= LongestLine ? line : $"{line[..LongestLine]}...";
}
