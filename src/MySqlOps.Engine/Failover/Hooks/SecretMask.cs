using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>Takes the passwords that we know out of texts that others wrote, as they are and as they are written in SQL and in addresses.</summary>
internal sealed class SecretMask
{
    private readonly string[] _secrets;

    /// <summary>Makes one.</summary>
    /// <param name="secrets">The passwords; null for none.</param>
    public SecretMask(IEnumerable<Secret?> secrets) => _secrets = [.. secrets
        .OfType<Secret>()
        .Select(static secret => secret.Reveal())
        .Where(static text => text.Length > 0)
        .SelectMany(static text => new[] { text, Uri.EscapeDataString(text), SqlLiteral.Quote(text)[1..^1] })
        .Distinct(StringComparer.Ordinal)
        .OrderByDescending(static text => text.Length)];

    /// <summary>The text without them.</summary>
    public string Mask(string text) => _secrets.Aggregate(text, static (masked, secret) => masked.Replace(secret, "***", StringComparison.Ordinal));
}
