using System.Globalization;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>Spans of time for reading: the views use it, the objects keep their TimeSpans.</summary>
public static class ElapsedTime
{
    /// <summary>A span with a unit that fits it, as <c>42 ms</c>, <c>3.8 s</c>, <c>4 min 12 s</c> or <c>2 h 05 min</c>, in the user's culture.</summary>
    /// <param name="span">The span.</param>
    public static string Format(TimeSpan span)
    {
        var culture = CultureInfo.CurrentCulture;
        var seconds = Math.Round(span.TotalSeconds);
        return span switch
        {
            _ when span < TimeSpan.FromMilliseconds(9.95) => string.Create(culture, $"{span.TotalMilliseconds:0.#} ms"),
            _ when span < TimeSpan.FromMilliseconds(999.5) => string.Create(culture, $"{span.TotalMilliseconds:0} ms"),
            _ when span < TimeSpan.FromSeconds(59.95) => string.Create(culture, $"{span.TotalSeconds:0.0} s"),
            _ when seconds < 3600 => string.Create(culture, $"{(long)seconds / 60} min {(long)seconds % 60:00} s"),
            _ => string.Create(culture, $"{(long)seconds / 3600} h {(long)seconds % 3600 / 60:00} min"),
        };
    }
}
