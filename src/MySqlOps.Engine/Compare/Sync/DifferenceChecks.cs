using System.Globalization;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Whether a difference may be removed.</summary>
internal sealed class DifferenceChecks(SyncFacts facts, SyncOptions options)
{
    /// <summary>What is in the way; null when nothing is.</summary>
    public SyncRefusal? Find(MySqlDifference difference)
    {
        var what = $"{difference.ObjectType.ToString().ToLowerInvariant()} {Name(difference)}";
        if (difference.Server is null)
            return Refuse(ErrorId.SyncUnsupported, $"The {what} is in a folder: only servers are changed.", difference);
        if (difference.Server.Endpoint != facts.Server.Endpoint)
            return Refuse(ErrorId.SyncUnsupported, $"The {what} is on {difference.Server.Endpoint} and not on {facts.Server.Endpoint}.", difference);
        if (difference.Forward is null || difference.Unsupported is not null)
            return Refuse(ErrorId.SyncUnsupported, $"The {what} can't be changed: {difference.Unsupported ?? "there is no statement for it."}", difference);
        return difference.Forward is DefinitionChange { Destroys: { } destroys } && FindSizeObstacle(difference) is { } obstacle
            ? Refuse(ErrorId.SyncDestructive, $"The {what}{(difference.Property is { } property ? $" ({property})" : "")} would lose something: {destroys} {obstacle}", difference)
            : null;
    }

    private static string Name(MySqlDifference difference) =>
        difference.ChangedName is { Name.Length: > 0 } changed
            ? changed.Database.Length == 0 || difference.ObjectType == ComparedObject.Database ? changed.Name : changed.ToString()
            : difference.Database.Length == 0 ? difference.Name : $"{difference.Database}.{difference.Name}";

    private static SyncRefusal Refuse(ErrorId id, string message, MySqlDifference difference) => new() { Id = id, Message = message, Difference = difference };

    /// <summary>Why a destructive change is not allowed; null when it is.</summary>
    private string? FindSizeObstacle(MySqlDifference difference)
    {
        if (options.AllowDestructive)
            return null;
        if (options.SafeBelowBytes is not { } limit)
            return "Allow destructive changes, or do it by hand.";
        if (SizeOf(difference) is not { } size)
            return "Its size can't be seen, so that destructive changes must be allowed for it.";
        return size <= limit ? null : string.Create(CultureInfo.InvariantCulture, $"It has {size:N0} bytes, and only up to {limit:N0} are taken for safe.");
    }

    private long? SizeOf(MySqlDifference difference) => difference.ObjectType switch
    {
        ComparedObject.Table => facts.Sizes.TryGetValue(difference.ChangedName, out var size) ? size : null,

        // All its tables; one whose size is not known makes the whole unknown.
        ComparedObject.Database => facts.DatabaseSizes.TryGetValue(difference.ChangedName.Name, out var sum) ? sum : null,

        // What an account may do is not measured in bytes.
        ComparedObject.Account => null,
        _ => 0,
    };
}
