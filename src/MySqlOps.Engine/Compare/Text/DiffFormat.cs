using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.Compare.Text;

/// <summary>The formats in which diff programs print what differs.</summary>
internal static class DiffFormat
{
    private const int Context = 3;

    /// <summary>As <c>diff -u</c>: hunks of removed and added lines with three lines around them.</summary>
    public static string Unified(IReadOnlyList<LineEdit> edits, string first, string second)
    {
        var text = new StringBuilder().Append("--- ").Append(first).Append("\n+++ ").Append(second).Append('\n');
        foreach (var (start, end) in Hunks(edits))
        {
            var hunk = edits.Skip(start).Take(end - start).ToList();
            text.Append(CultureInfo.InvariantCulture, $"@@ -{Span(edits, start, hunk, '+')} +{Span(edits, start, hunk, '-')} @@\n");
            foreach (var edit in hunk)
                text.Append(edit.Kind).Append(edit.Line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>As <c>diff -c</c>: the first text's part of each hunk, then the second's.</summary>
    public static string ContextDiff(IReadOnlyList<LineEdit> edits, string first, string second)
    {
        var text = new StringBuilder().Append("*** ").Append(first).Append("\n--- ").Append(second).Append('\n');
        foreach (var (start, end) in Hunks(edits))
        {
            var hunk = edits.Skip(start).Take(end - start).ToList();
            text.Append(CultureInfo.InvariantCulture, $"***************\n*** {Range(edits, start, hunk, '+')} ****\n");
            AppendSide(text, hunk, '-', '+');
            text.Append(CultureInfo.InvariantCulture, $"--- {Range(edits, start, hunk, '-')} ----\n");
            AppendSide(text, hunk, '+', '-');
        }

        return text.ToString();
    }

    /// <summary>As <c>ndiff</c>: every line, with a minus, a plus or blanks before it.</summary>
    public static string Differ(IReadOnlyList<LineEdit> edits) => string.Concat(edits.Select(static edit => $"{edit.Kind} {edit.Line}\n"));

    private static void AppendSide(StringBuilder text, List<LineEdit> hunk, char own, char other)
    {
        if (hunk.TrueForAll(edit => edit.Kind != own))
            return;
        for (var i = 0; i < hunk.Count; i++)
        {
            if (hunk[i].Kind != other)
                text.Append(hunk[i].Kind == ' ' ? ' ' : IsChange(hunk, i) ? '!' : own).Append(' ').Append(hunk[i].Line).Append('\n');
        }
    }

    /// <summary>True for a line in a run that both removes and adds.</summary>
    private static bool IsChange(List<LineEdit> hunk, int at)
    {
        var (start, end) = (at, at);
        while (start > 0 && hunk[start - 1].Kind != ' ')
            start--;
        while (end + 1 < hunk.Count && hunk[end + 1].Kind != ' ')
            end++;
        var run = hunk.GetRange(start, end - start + 1);
        return run.Exists(edit => edit.Kind == '-') && run.Exists(edit => edit.Kind == '+');
    }

    private static IEnumerable<(int Start, int End)> Hunks(IReadOnlyList<LineEdit> edits)
    {
        var (start, end) = (-1, -1);
        for (var i = 0; i < edits.Count; i++)
        {
            if (edits[i].Kind == ' ')
                continue;
            if (start >= 0 && i - Context > end)
            {
                yield return (start, end);
                start = -1;
            }

            start = start < 0 ? Math.Max(0, i - Context) : start;
            end = Math.Min(edits.Count, i + 1 + Context);
        }

        if (start >= 0)
            yield return (start, end);
    }

    /// <summary>The first line and the number of lines of one side, as diff -u writes them.</summary>
    private static string Span(IReadOnlyList<LineEdit> edits, int start, List<LineEdit> hunk, char other)
    {
        var (before, count) = Count(edits, start, hunk, other);
        var first = count == 0 ? before : before + 1;
        return count == 1 ? string.Create(CultureInfo.InvariantCulture, $"{first}") : string.Create(CultureInfo.InvariantCulture, $"{first},{count}");
    }

    /// <summary>The first and the last line of one side, as diff -c writes them.</summary>
    private static string Range(IReadOnlyList<LineEdit> edits, int start, List<LineEdit> hunk, char other)
    {
        var (before, count) = Count(edits, start, hunk, other);
        return count <= 1 ? string.Create(CultureInfo.InvariantCulture, $"{before + count}") : string.Create(CultureInfo.InvariantCulture, $"{before + 1},{before + count}");
    }

    private static (int Before, int Count) Count(IReadOnlyList<LineEdit> edits, int start, List<LineEdit> hunk, char other) =>
        (edits.Take(start).Count(edit => edit.Kind != other), hunk.Count(edit => edit.Kind != other));
}
