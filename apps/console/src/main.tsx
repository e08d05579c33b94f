import { createRoot } from 'react-dom/client';
import { Console } from './console.js';
import { chosenLanguage } from './frame/language.js';
import { bearNonce } from './frame/style-nonce.js';
import { speak } from './texts/i18n.js';
import './console.css';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
bearNonce();
await speak(chosenLanguage());
createRoot(root).render(<Console />);
