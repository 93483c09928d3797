using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>The errant transactions of a server, by their names.</summary>
/// <param name="State">The server.</param>
/// <param name="Source">The server at the top that it was held against.</param>
/// <param name="Errant">The set.</param>
internal sealed record ErrantSet(GtidState State, MySqlServer Source, GtidSet Errant);
