namespace MySqlOps.Engine.Dump.Rows;

/// <summary>
/// Says whether a JSON text may come from a value that the text can't express: MySQL's JSON holds DECIMAL, DATE, TIME, DATETIME and BLOB too, and prints them as a number
/// with a point, as a string that looks like a date or time, or as a string that starts with <c>base64:type</c> (manual 13.5, "Converting between JSON and non-JSON values").
/// A suspicion is no proof: who has one asks the server.
/// </summary>
internal static class JsonSuspicion
{
    /// <summary>True when the text may hold such a value.</summary>
    public static bool IsRaisedBy(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\"base64:type"u8) >= 0)
            return true;
        for (var rest = json; rest.IndexOfAny((byte)'.', (byte)'-', (byte)':') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            // Between two digits: 1.5, 2020-01-31, 10:00:00.000000. A colon between a name and its value has no digit before it.
            if (at > 0 && at + 1 < rest.Length && char.IsAsciiDigit((char)rest[at - 1]) && char.IsAsciiDigit((char)rest[at + 1]))
                return true;
        }

        return false;
    }
}
