using System.Text.Json;
using MySqlOps.Engine.Load.Files;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>Where a JSON object ends, found without judging what is in it.</summary>
internal static class JsonExtent
{
    private static readonly ByteSearch Outside = new("{}[]\""u8);
    private static readonly ByteSearch Inside = new("\"\\"u8);

    /// <summary>The length of the object at the beginning; -1 when its end is not there.</summary>
    public static int Find(ReadOnlySpan<byte> json)
    {
        var depth = 0;
        for (var position = 0; ; position++)
        {
            position = Outside.Find(json, position);
            if (position < 0)
                return -1;
            switch (json[position])
            {
                case (byte)'"':
                    position = FindQuote(json, position + 1);
                    if (position < 0)
                        return -1;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    if (--depth == 0)
                        return position + 1;
                    break;
            }
        }
    }

    /// <summary>The byte, from 1, that the exception is about.</summary>
    public static long Position(ReadOnlySpan<byte> json, JsonException exception)
    {
        var position = 0;
        for (var lines = exception.LineNumber ?? 0; lines > 0; lines--)
            position += json[position..].IndexOf((byte)'\n') + 1;
        return position + (exception.BytePositionInLine ?? 0) + 1;
    }

    private static int FindQuote(ReadOnlySpan<byte> json, int position)
    {
        while (true)
        {
            position = Inside.Find(json, position);
            if (position < 0 || json[position] == (byte)'"')
                return position;
            position += 2;
            if (position > json.Length)
                return -1;
        }
    }
}
