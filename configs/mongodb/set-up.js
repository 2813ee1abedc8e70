// Run by mongosh, as often as wanted: starts the replica set and makes the user that the gateway and the workers are.
const { MONGODB_HOST, MONGODB_ROOT_PASSWORD, MONGODB_PASSWORD } = process.env;
const NOT_YET_INITIALIZED = 94;

const admin = new Mongo(
  `mongodb://root:${encodeURIComponent(MONGODB_ROOT_PASSWORD)}@${MONGODB_HOST}/admin?directConnection=true`,
).getDB("admin");

try {
  admin.runCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.code !== NOT_YET_INITIALIZED) throw error;
  admin.runCommand({ replSetInitiate: { _id: "rs0", members: [{ _id: 0, host: MONGODB_HOST }] } });
}
while (!admin.hello().isWritablePrimary) sleep(200);

const twin = admin.getSiblingDB("llm_twin");
const user = { pwd: MONGODB_PASSWORD, roles: [{ role: "readWrite", db: "llm_twin" }] };
if (twin.getUser("twin")) twin.updateUser("twin", user);
else twin.createUser({ user: "twin", ...user });
print("MongoDB is set up");
