// A lottery page as they are built of the registry's parts: Vue, Element Plus, SheetJS. It imports a list, shows it, draws.
import { createApp, ref } from 'vue/dist/vue.esm-bundler.js';
import { ElButton, ElInputNumber, ElTable, ElTableColumn, ElUpload } from 'element-plus';
import 'element-plus/dist/index.css';
import * as XLSX from 'xlsx';

const App = {
  components: { ElButton, ElInputNumber, ElTable, ElTableColumn, ElUpload },
  setup() {
    const people = ref(Array.from({ length: 50 }, (_, i) => ({ number: i + 1, name: `第${i + 1}号` })));
    const drawn = ref([]);
    const count = ref(3);
    const load = async ({ raw }) => {
      const book = XLSX.read(await raw.arrayBuffer());
      people.value = XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 }).slice(1).map((row, i) => ({ number: i + 1, name: row[1] }));
    };
    const draw = () => {
      const left = [...people.value];
      drawn.value = Array.from({ length: count.value }, () => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
    };
    return { people, drawn, count, load, draw };
  },
  template: `<h1>抽奖</h1>
    <el-upload :auto-upload="false" :show-file-list="false" :on-change="load"><el-button>导入名单</el-button></el-upload>
    <el-input-number v-model="count" :min="1" /> <el-button type="primary" @click="draw">开始</el-button>
    <ul><li v-for="one in drawn" :key="one.number">中：{{ one.name }}</li></ul>
    <el-table :data="people.slice(0, 50)"><el-table-column prop="number" label="序号" /><el-table-column prop="name" label="姓名" /></el-table>`,
};
createApp(App).mount('#app');
