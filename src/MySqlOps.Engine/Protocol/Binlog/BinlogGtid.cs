using System.Globalization;

namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>The name of one transaction.</summary>
/// <param name="Uuid">The server or group that it was given by.</param>
/// <param name="Tag">The tag in lower case; empty for none.</param>
/// <param name="Number">The number within UUID and tag.</param>
internal sealed record BinlogGtid(Guid Uuid, string Tag, long Number)
{
    /// <summary>As the server writes it: <c>uuid:number</c> or <c>uuid:tag:number</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Uuid:D}:{(Tag.Length == 0 ? "" : $"{Tag}:")}{Number}");
}
