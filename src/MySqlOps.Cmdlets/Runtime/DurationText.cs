using System.Globalization;
using System.Text.RegularExpressions;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>Durations as people write them.</summary>
internal static class DurationText
{
    /// <summary>One number with its unit, right behind the one before it.</summary>
    private static readonly Regex Part = new(@"\G\s*([0-9.]+)\s*([A-Za-z]+)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Reads seconds (<c>5</c>, <c>0.5</c>), units (<c>500ms</c>, <c>4 min 12 s</c>, <c>1h30m</c>, <c>2d</c>) or the form of TimeSpan (<c>00:00:05</c>); null when it is none of these.</summary>
    /// <param name="text">The text; numbers as in every culture's scripts, with a point.</param>
    public static TimeSpan? Read(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out var span) ? span : null;
        return double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Of(seconds) : ReadUnits(trimmed);
    }

    private static TimeSpan? ReadUnits(string text)
    {
        var seconds = 0.0;
        var end = 0;
        foreach (Match part in Part.Matches(text))
        {
            if (!double.TryParse(part.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || SecondsOf(part.Groups[2].Value) is not { } unit)
                return null;
            seconds += number * unit;
            end = part.Index + part.Length;
        }

        return end > 0 && end == text.Length ? Of(seconds) : null;
    }

    /// <summary>A number of seconds; null when no TimeSpan can be so long.</summary>
    /// <param name="seconds">The number.</param>
    private static TimeSpan? Of(double seconds) =>
        Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : null;

    private static double? SecondsOf(string unit) => unit.ToLowerInvariant() switch
    {
        "ms" => 0.001,
        "s" or "sec" or "second" or "seconds" => 1,
        "m" or "min" or "minute" or "minutes" => 60,
        "h" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86_400,
        _ => null,
    };
}
