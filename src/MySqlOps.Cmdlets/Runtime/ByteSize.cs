using System.Globalization;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>Bytes for reading: the views use it, the objects stay plain numbers.</summary>
public static class ByteSize
{
    /// <summary>From here on a number would be rounded to 1024, which is 1.0 of the next unit.</summary>
    private const double LargestShown = 1023.5;

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Bytes with a binary unit and one decimal below 100, as <c>11.5 MiB</c>, in the user's culture.</summary>
    /// <param name="bytes">The bytes; null is "?".</param>
    public static string Format(long? bytes)
    {
        if (bytes is not { } count)
            return "?";
        var size = (double)count;
        var unit = 0;
        while (Math.Abs(size) >= LargestShown && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        var digits = unit == 0 || Math.Abs(size) >= 100 ? "0" : "0.0";
        return $"{size.ToString(digits, CultureInfo.CurrentCulture)} {Units[unit]}";
    }
}
