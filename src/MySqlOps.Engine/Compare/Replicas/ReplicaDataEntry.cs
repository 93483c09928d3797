namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>One object that is through.</summary>
/// <param name="Replica">The replica's UUID.</param>
/// <param name="ObjectType">The object's type.</param>
/// <param name="Database">The database.</param>
/// <param name="Name">The object's name.</param>
/// <param name="State">How it stands.</param>
/// <param name="Rows">Rows that were compared.</param>
/// <param name="DifferentRows">Rows that differ.</param>
/// <param name="Reason">Why it is not equal.</param>
internal sealed record ReplicaDataEntry(string Replica, ComparedObject ObjectType, string Database, string Name, ReplicaDataState State, long? Rows, long? DifferentRows, string? Reason);
